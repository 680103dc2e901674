/**
 * `<fl-push data-key data-url data-text-on data-text-off data-text-denied data-text-failed>` around a hidden button and a status line:
 * lets notifications come to this browser, or stops them. Nothing is asked of the person before they press the button.
 */
import { ask, askJson } from "../server.ts";

class Push extends HTMLElement {
  #button: HTMLButtonElement | null = null;

  connectedCallback(): void {
    if (!("serviceWorker" in navigator) || !("PushManager" in window) || !this.dataset.key) return;
    this.#button = this.querySelector("button");
    this.#button?.addEventListener("click", () => void this.#toggle());
    void this.#draw();
  }

  async #draw(): Promise<void> {
    const on = (await this.#subscription()) !== null;
    if (!this.#button) return;
    this.#button.hidden = false;
    this.#button.textContent = (on ? this.dataset.textOff : this.dataset.textOn) ?? "";
    this.#button.setAttribute("aria-pressed", String(on));
    if (Notification.permission === "denied") this.#say(this.dataset.textDenied);
  }

  async #subscription(): Promise<PushSubscription | null> {
    const registration = await navigator.serviceWorker.getRegistration();
    return (await registration?.pushManager.getSubscription()) ?? null;
  }

  async #toggle(): Promise<void> {
    this.#say("");
    try {
      const known = await this.#subscription();
      await (known ? this.#stop(known) : this.#begin());
    } catch {
      this.#say(Notification.permission === "denied" ? this.dataset.textDenied : this.dataset.textFailed);
    }
    await this.#draw();
  }

  async #begin(): Promise<void> {
    const registration = await navigator.serviceWorker.ready;
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.dataset.key ?? "" });
    const answer = await askJson("PUT", this.#url(), subscription.toJSON());
    if (!answer.ok) {
      await subscription.unsubscribe();
      throw new Error("refused");
    }
  }

  async #stop(subscription: PushSubscription): Promise<void> {
    await ask(`${this.#url()}?endpoint=${encodeURIComponent(subscription.endpoint)}`, { method: "DELETE" });
    await subscription.unsubscribe();
  }

  #url(): string {
    return this.dataset.url ?? "/settings/push";
  }

  #say(text: string | undefined): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text ?? "";
  }
}

customElements.define("fl-push", Push);
