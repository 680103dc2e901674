/** WebAuthn options and answers as JSON (WebAuthn Level 3, sections 5.1.8 to 5.1.10), with own decoding where a browser has none yet. */
import { fromBase64url, toBase64url } from "./base64url.ts";

type Json = Record<string, unknown>;

export function creationOptions(json: Json): PublicKeyCredentialCreationOptions {
  if (typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function") {
    return PublicKeyCredential.parseCreationOptionsFromJSON(json as unknown as PublicKeyCredentialCreationOptionsJSON);
  }
  const user = json.user as Json;
  return { ...json, challenge: bytes(json.challenge), user: { ...user, id: bytes(user.id) }, excludeCredentials: descriptors(json.excludeCredentials) } as unknown as PublicKeyCredentialCreationOptions;
}

export function requestOptions(json: Json): PublicKeyCredentialRequestOptions {
  if (typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function") {
    return PublicKeyCredential.parseRequestOptionsFromJSON(json as unknown as PublicKeyCredentialRequestOptionsJSON);
  }
  return { ...json, challenge: bytes(json.challenge), allowCredentials: descriptors(json.allowCredentials) };
}

export function credentialJson(credential: PublicKeyCredential): unknown {
  if (typeof credential.toJSON === "function") return credential.toJSON();
  const { response } = credential;
  return {
    id: credential.id, rawId: toBase64url(credential.rawId), type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment, clientExtensionResults: credential.getClientExtensionResults(),
    response: response instanceof AuthenticatorAttestationResponse ? attestation(response) : assertion(response as AuthenticatorAssertionResponse),
  };
}

function attestation(response: AuthenticatorAttestationResponse): Json {
  return { clientDataJSON: toBase64url(response.clientDataJSON), attestationObject: toBase64url(response.attestationObject), transports: response.getTransports() };
}

function assertion(response: AuthenticatorAssertionResponse): Json {
  return {
    clientDataJSON: toBase64url(response.clientDataJSON), authenticatorData: toBase64url(response.authenticatorData),
    signature: toBase64url(response.signature), ...(response.userHandle ? { userHandle: toBase64url(response.userHandle) } : {}),
  };
}

function descriptors(list: unknown): PublicKeyCredentialDescriptor[] {
  return Array.isArray(list) ? (list as Json[]).map((item) => ({ ...item, type: "public-key" as const, id: bytes(item.id) })) : [];
}

function bytes(value: unknown): Uint8Array<ArrayBuffer> {
  return fromBase64url(typeof value === "string" ? value : "");
}
