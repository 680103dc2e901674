/** Every page loads this. Each part improves a page that already works without it. */
import "./live.ts";
import "./writing.ts";
import { startFragments } from "./fragments.ts";
import { startHere } from "./here.ts";
import { startOffline } from "./offline.ts";
import { startOpens } from "./opens.ts";
import { startOutbox } from "./outbox/outbox.ts";
import { startOverlays } from "./overlays.ts";
import { startPeopleFields } from "./people-fields.ts";
import { startPalette } from "./palette/palette.ts";
import { startShortcuts } from "./shortcuts.ts";
import { startTheme } from "./theme.ts";
import { startToasts } from "./toasts.ts";
import { tellZone } from "./zone.ts";

document.documentElement.dataset.script = "on";
startToasts();
startFragments();
startOverlays();
startPalette();
startPeopleFields();
startOpens();
startHere();
startShortcuts();
startTheme();
startOffline();
startOutbox();
tellZone();
