/** Loaded only where a page of the wiki is written. */
import "./together/together.ts";
