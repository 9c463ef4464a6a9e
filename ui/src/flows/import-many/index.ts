/** Bringing many certificates at once: where they come from, what is in them, importing them. */
export { BringMany } from "./BringMany";
export { ImportManyFlow } from "./ImportManyFlow";
export { TakeOverTools } from "./TakeOverTools";
