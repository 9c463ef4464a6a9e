/** The pages of the secrets engines. */
export { EnginesPages } from "./EnginesPages";
