export { IssuedResult } from "./private/IssuedResult";
export { SecretsPages } from "./SecretsPages";
