/** Having private certificates issued: one, or many from a list. */
export { CreatePrivateFlow } from "./CreatePrivateFlow";
export { IssueManyEntry } from "./many/IssueManyEntry";
export { IssueManyFlow } from "./many/IssueManyFlow";
