/**
 * `<fl-passkey data-mode="register|signin" data-options-url data-finish-url>` around a button. Hidden where the browser has no passkeys,
 * so that the password form beside it is what remains. With data-conditional a sign-in page offers passkeys in the user-name field.
 */
import { askJson, fieldOf, reasonOf, textOf } from "../server.ts";
import { creationOptions, credentialJson, requestOptions } from "./credentials.ts";

class Passkey extends HTMLElement {
  #waiting: AbortController | undefined;

  connectedCallback(): void {
    this.hidden = !("PublicKeyCredential" in window);
    if (this.hidden) return;
    this.querySelector("button")?.addEventListener("click", (event) => { event.preventDefault(); void this.#run(); });
    if (this.hasAttribute("data-conditional")) void this.#offer();
  }

  disconnectedCallback(): void {
    this.#waiting?.abort();
  }

  async #offer(): Promise<void> {
    if (await PublicKeyCredential.isConditionalMediationAvailable()) await this.#run("conditional");
  }

  async #run(mediation?: CredentialMediationRequirement): Promise<void> {
    this.#waiting?.abort();
    this.#waiting = new AbortController();
    const quiet = mediation !== undefined;
    this.#busy(!quiet);
    this.#say("");
    try {
      const options = await askJson("POST", this.dataset.optionsUrl ?? "", this.#fields());
      const publicKey = fieldOf(options.body, "publicKey");
      if (!options.ok || typeof publicKey !== "object" || publicKey === null) this.#fail(quiet, reasonOf(options.body));
      else await this.#finish(await this.#credential(publicKey as Record<string, unknown>, this.#waiting.signal, mediation), quiet);
    } catch (error) {
      const cancelled = error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");
      if (!(error instanceof DOMException && error.name === "AbortError")) this.#fail(quiet, cancelled ? this.dataset.textCancelled : this.#named(error));
    }
    this.#busy(false);
  }

  #credential(json: Record<string, unknown>, signal: AbortSignal, mediation?: CredentialMediationRequirement): Promise<Credential | null> {
    if (this.dataset.mode === "register") return navigator.credentials.create({ publicKey: creationOptions(json), signal });
    return navigator.credentials.get({ publicKey: requestOptions(json), signal, ...(mediation ? { mediation } : {}) });
  }

  async #finish(credential: Credential | null, quiet: boolean): Promise<void> {
    if (!(credential instanceof PublicKeyCredential)) { this.#fail(quiet, undefined); return; }
    const answer = await askJson("POST", this.dataset.finishUrl ?? "", credentialJson(credential));
    const next = textOf(answer.body, "location") ?? answer.location;
    if (!answer.ok) this.#fail(false, reasonOf(answer.body));
    else if (next === null) location.reload();
    else location.assign(next);
  }

  /** Fields inside the element, such as the name of a new passkey, go along with the request for options. */
  #fields(): Record<string, string> {
    return Object.fromEntries([...this.querySelectorAll<HTMLInputElement>("input[name]")].map((input) => [input.name, input.value]));
  }

  #named(error: unknown): string | undefined {
    return error instanceof DOMException && error.name === "InvalidStateError" ? this.dataset.textExists : undefined;
  }

  #fail(quiet: boolean, text: string | undefined): void {
    if (!quiet) this.#say(text ?? this.dataset.textFailed ?? "");
  }

  #say(text: string): void {
    const note = this.querySelector<HTMLElement>("[data-part=error]");
    if (!note) return;
    note.hidden = text === "";
    (note.querySelector("[data-slot=text]") ?? note).textContent = text;
  }

  #busy(busy: boolean): void {
    this.querySelector("button")?.setAttribute("aria-busy", String(busy));
  }
}

customElements.define("fl-passkey", Passkey);
