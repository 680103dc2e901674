/**
 * Who will read: the badge beside the post button, and the question before a text goes to more people than the page opened with.
 * Options of `select[name=space]` and `select[name=audience]` carry data-audience, data-audience-label, data-audience-icon; those of the
 * second data-own where they are possible without a space. Only audiences that the chosen place can have are offered.
 */
import { iconAddress } from "../markup.ts";

const order = ["self", "secret", "private", "internal", "partners", "customers", "public"];

interface Reach { key: string; label: string; icon: string; rank: number }

export class Audience {
  readonly #host: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #first: Reach | undefined;
  #confirmed = "";
  /** Whether the audience is what the writer chose, and not what the place brought. */
  #chosen: boolean;

  constructor(host: HTMLElement, form: HTMLFormElement) {
    this.#host = host;
    this.#form = form;
    this.#first = this.#current();
    const select = form.elements.namedItem("audience");
    this.#chosen = select instanceof HTMLSelectElement && select.selectedOptions[0]?.defaultSelected === true;
    form.addEventListener("change", (event) => {
      if (!(event.target instanceof HTMLSelectElement)) return;
      if (event.target.name === "audience") this.#chosen = true;
      if (event.target.name === "space") this.#fit(!this.#chosen);
      if (/^(?:space|audience)$/.test(event.target.name)) this.show();
    });
  }

  show(): void {
    this.#fit();
    const reach = this.#current();
    const badge = this.#host.querySelector<HTMLElement>("[data-part=audience]");
    if (!reach || !badge) return;
    badge.dataset.audience = reach.key;
    badge.querySelector("use")?.setAttribute("href", iconAddress(reach.icon));
    const label = badge.querySelector("[data-slot=label]");
    if (label && label.textContent !== reach.label) label.textContent = reach.label;
  }

  /** Asks when the audience is wider than at the start. True when the text may go. */
  async mayPost(): Promise<boolean> {
    const reach = this.#current();
    const dialog = this.#host.querySelector<HTMLDialogElement>("dialog[data-part=widen]");
    if (!reach || !dialog || !this.#first || reach.rank <= this.#first.rank || this.#confirmed === reach.key) return true;
    for (const slot of dialog.querySelectorAll("[data-slot=audience]")) slot.textContent = reach.label;
    dialog.returnValue = "";
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    if (dialog.returnValue !== "confirm") return false;
    this.#confirmed = reach.key;
    return true;
  }

  /** What was confirmed, for the server's own check. */
  get confirmed(): string {
    return this.#confirmed;
  }

  /** A space gives its own audience or a narrower one down to the company; without one it is the company, or wider for who publishes. */
  #fit(anew = false): void {
    const [place, select] = ["space", "audience"].map((name) => this.#form.elements.namedItem(name));
    if (!(place instanceof HTMLSelectElement) || !(select instanceof HTMLSelectElement)) return;
    const most = place.value ? order.indexOf(place.selectedOptions[0]?.dataset.audience ?? "") : undefined;
    for (const option of select.options) {
      const rank = order.indexOf(option.dataset.audience ?? "");
      const possible = most === undefined ? "own" in option.dataset : !option.value || (rank < most && rank >= order.indexOf("internal"));
      option.hidden = option.disabled = !possible;
    }
    const possible = [...select.options].filter((option) => !option.disabled);
    // Without a choice: the narrowest, which is the company, or what the space has.
    const usual = possible.find((option) => !option.value) ?? possible.find((option) => option.dataset.audience === "internal") ?? possible.at(-1);
    if ((anew || select.selectedOptions[0]?.disabled !== false) && usual) select.value = usual.value;
    select.hidden = possible.length < 2;
  }

  /** The own choice, else that of the space. */
  #current(): Reach | undefined {
    for (const name of ["audience", "space"]) {
      const select = this.#form.elements.namedItem(name);
      const option = select instanceof HTMLSelectElement ? select.selectedOptions[0] : undefined;
      const { audience, audienceLabel, audienceIcon, audienceRank } = option?.dataset ?? {};
      if (audience) return { key: audience, label: audienceLabel ?? option?.text ?? audience, icon: audienceIcon ?? "building", rank: Number(audienceRank ?? order.indexOf(audience)) };
    }
    return undefined;
  }
}
