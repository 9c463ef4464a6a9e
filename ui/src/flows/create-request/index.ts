/** Making a key and a signing request for it, and making another one later. */
export { RenewRequestFlow } from "./RenewRequestFlow";
export { RequestFlow } from "./RequestFlow";
