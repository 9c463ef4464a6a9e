/** Importing a certificate, and rotating one that was imported by bringing a new one. */
export { CertificatePreview } from "./CertificatePreview";
export { CompleteFlow } from "./CompleteFlow";
export { ImportForm } from "./ImportForm";
export { Offer } from "./Offer";
export { FormDropsContext, fieldAt } from "./OpenForm";
export type { FormDrops, OpenFlow, ReceiveDrop } from "./OpenForm";
export { RotateFlow } from "./RotateFlow";
export { TrayFields } from "./TrayFields";
export { useImportForm } from "./useImportForm";
export type { ImportForm as ImportFormState } from "./useImportForm";
