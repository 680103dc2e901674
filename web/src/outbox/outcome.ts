/** What an answer means for a text that was sent. Pure. */

export type Outcome = "sent" | "later" | "signin" | "refused";

/** No answer is `undefined`. What may pass by itself is tried again; everything else is for its writer to decide. */
export function outcome(status: number | undefined): Outcome {
  if (status === undefined || status === 408 || status === 425 || status === 429 || status >= 500) return "later";
  if (status === 401) return "signin";
  return status < 400 ? "sent" : "refused";
}
