export { SecretsPages } from "./SecretsPages";
