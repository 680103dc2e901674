/** Loaded by the page of notification settings. */
import "./push/push.ts";
