/** What was done in the vault: all of it, or to one secret. */
export { ActivityOfSecret } from "./ActivityOfSecret";
export { ActivityPage } from "./ActivityPage";
