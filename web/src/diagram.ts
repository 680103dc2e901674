/**
 * Runs alone in the frame of a diagram: it is given a source and draws it. The frame has no origin, no network and no
 * storage; what it tells is how tall the drawing is, or why there is none.
 */
import mermaid from "mermaid";

interface Asked { source: string; dark: boolean; rtl: boolean; ink: string; line: string; raised: string; page: string }

const tell = (message: object): void => parent.postMessage(message, "*");
let turn = 0;

window.addEventListener("message", (event: MessageEvent<unknown>) => {
  if (event.source !== parent || !isAsked(event.data)) return;
  void draw(event.data);
});
tell({ ready: true });

async function draw(asked: Asked): Promise<void> {
  turn += 1;
  const mine = turn;
  mermaid.initialize({
    startOnLoad: false, securityLevel: "strict", layout: "dagre", look: "classic", suppressErrorRendering: true, maxTextSize: 20_000, maxEdges: 500, theme: "base", htmlLabels: false,
    fontFamily: "system-ui, sans-serif",
    themeVariables: {
      darkMode: asked.dark, background: asked.page, primaryColor: asked.raised, primaryTextColor: asked.ink, primaryBorderColor: asked.line,
      lineColor: asked.ink, textColor: asked.ink, edgeLabelBackground: asked.page, secondaryColor: asked.raised, tertiaryColor: asked.raised,
    },
  });
  document.documentElement.dir = asked.rtl ? "rtl" : "ltr";
  document.documentElement.style.background = asked.page;
  try {
    const { svg } = await mermaid.render(`d${String(mine)}`, asked.source);
    if (mine !== turn) return;
    const drawn = new DOMParser().parseFromString(svg, "text/html").body;
    document.body.replaceChildren(...drawn.childNodes);
    tell({ height: Math.ceil(document.body.getBoundingClientRect().height) + 2 });
  } catch (cause) {
    tell({ failed: cause instanceof Error ? cause.message : String(cause) });
  }
}

new ResizeObserver(() => {
  if (document.body.firstElementChild) tell({ height: Math.ceil(document.body.getBoundingClientRect().height) + 2 });
}).observe(document.body);

function isAsked(data: unknown): data is Asked {
  return typeof data === "object" && data !== null && "source" in data && typeof data.source === "string";
}
