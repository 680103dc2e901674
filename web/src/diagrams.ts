/**
 * Diagrams in texts: what stands in a block of the language "mermaid" is drawn in a frame that belongs to nobody (its
 * origin is opaque, its policy forbids everything but the drawing), with the source below it. Without script the source is
 * what one reads.
 */
import { element } from "./markup.ts";
import { listen } from "./frames.ts";
import { regionText } from "./toasts.ts";

const block = "pre > code.language-mermaid";
const most = 20_000;

export function startDiagrams(): void {
  drawAll(document.body);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target instanceof Element) drawAll(event.target);
  });
  // The colours follow the page.
  const again = (): void => {
    for (const frame of document.querySelectorAll<HTMLIFrameElement>("iframe.diagram")) send(frame);
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}

function drawAll(within: Element): void {
  for (const code of within.querySelectorAll<HTMLElement>(block)) {
    const source = code.parentElement;
    if (!source || source.closest(".diagram-source") || code.textContent.length > most) continue;
    draw(source, code.textContent);
  }
}

const sources = new WeakMap<HTMLIFrameElement, string>();

function draw(source: HTMLElement, text: string): void {
  const title = titleOf(text) ?? regionText("textDiagram");
  const frame = element("iframe", { class: "diagram", src: "/diagram", sandbox: "allow-scripts", loading: "lazy", title });
  sources.set(frame, text);
  const details = element("details", { class: "diagram-source" }, element("summary", { class: "t-s link" }, regionText("textDiagramSource")));
  source.replaceWith(frame, details);
  details.append(source);
  listen(frame, (message) => {
    if (message.ready === true) send(frame);
    if (typeof message.height === "number") frame.style.blockSize = `${Math.min(Math.max(message.height, 24), 4000)}px`;
    if (typeof message.failed === "string") {
      frame.remove();
      details.open = true;
      details.prepend(element("p", { class: "hint", role: "status" }, `${regionText("textDiagramFailed")} ${message.failed.slice(0, 300)}`));
    }
  });
}

function send(frame: HTMLIFrameElement): void {
  const root = document.documentElement;
  const dark = root.dataset.theme === "dark" || (root.dataset.theme === undefined && matchMedia("(prefers-color-scheme: dark)").matches);
  frame.contentWindow?.postMessage({
    source: sources.get(frame), dark, rtl: root.dir === "rtl",
    ink: hex("--ink"), line: hex("--line-control"), raised: hex("--bg-sunken"), page: hex("--bg"),
  }, "*");
}

/** A colour of the page as its theme has it now, in the form that every drawing knows. */
function hex(name: string): string {
  const probe = element("span", { hidden: "" });
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const pen = element("canvas", { width: "1", height: "1" }).getContext("2d");
  if (!pen) return "#888888";
  pen.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  pen.fillRect(0, 0, 1, 1);
  return `#${[...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** The name that the diagram gives itself, for those who do not see it. */
function titleOf(text: string): string | undefined {
  const said = /^\s*(?:accTitle:|title:?)\s+(.+)$/mu.exec(text)?.[1]?.trim();
  return said === "" ? undefined : said;
}
