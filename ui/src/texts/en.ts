import { activity } from "./activity";
import { app } from "./app";
import { authorities } from "./authorities";
import { engines } from "./engines";
import { flows } from "./flows";
import { groups } from "./groups";
import { many } from "./many";
import { notices } from "./notices";
import { overview } from "./overview";
import { parts } from "./parts";
import { privateCertificates } from "./private";
import { requests } from "./requests";
import { secrets } from "./secrets";
import { selection } from "./selection";
import { settings } from "./settings";
import { table } from "./table";
import { templates } from "./templates";
import { vault } from "./vault";
import { versions } from "./versions";

/**
 * Everything the app says to a person, in English. Each feature adds its own section file beside this one.
 * A translation is a second tree of the type `Texts`.
 */
export const en = { activity, app, authorities, engines, flows, groups, many, notices, overview, parts, privateCertificates, requests, secrets, selection, settings, table, templates, vault, versions };

export type Texts = typeof en;
