/** The pages of the secrets engines. */
export { EnginesPage } from "./EnginesPage";
