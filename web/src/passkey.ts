/** Loaded by sign-in, set-up and security settings. */
import "./passkey/passkey.ts";
