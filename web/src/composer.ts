/** Loaded by pages on which something is written. */
import "./composer/composer.ts";
