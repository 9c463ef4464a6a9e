import { app } from "./app";
import { parts } from "./parts";

/**
 * Everything the app says to a person, in English. Each feature adds its own section file beside this one.
 * A translation is a second tree of the type `Texts`.
 */
export const en = { app, parts };

export type Texts = typeof en;
