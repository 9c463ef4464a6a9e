/** Certificate templates. Nothing is signed here: what a template would sign only looks like it. */
import type { TemplateContent } from "../generated/TemplateContent";
import type { TemplateRow } from "../generated/TemplateRow";
import { authorityOf, issueRow, signedAs } from "./authorities";
import { TEMPLATE_PRESETS } from "./authorityPresets";
import { timestamp } from "./certificates";
import { secondsOf } from "./lifetimes";
import { acceptedBy, judgeName, templateWarnings } from "./nameDecision";
import { problem } from "./problem";
import { parseSecretName } from "./rules";
import { freshId, requireUnlocked, send } from "./world";
import type { Answers, MemoryTemplate, World } from "./world";

type TemplateMethods = Answers<"listTemplates" | "listTemplatePresets" | "createTemplate" | "editTemplate" | "deleteTemplate" | "tryNames" | "signLeafRequest">;

export function templateMethods(world: World): TemplateMethods {
  return {
    listTemplates: (authorityId) => {
      requireUnlocked(world);
      return world.templates.filter((template) => authorityId === null || template.authorityId === authorityId).map((template) => rowOf(world, template));
    },
    listTemplatePresets: () => [...TEMPLATE_PRESETS],
    createTemplate: ({ name, authorityId, content }) => rowOf(world, addTemplate(world, name, authorityId, content)),
    editTemplate: ({ templateId, name, content }) => {
      const template = templateOf(world, templateId);
      checkContent(content);
      Object.assign(template, { name: parseTemplateName(world, name, templateId), content, updatedAt: timestamp(world.now()) });
      send(world, { type: "authoritiesChanged" });
      return rowOf(world, template);
    },
    deleteTemplate: ({ templateId, typedName }) => {
      const { name } = templateOf(world, templateId);
      if (name !== typedName) throw problem("notTheName", "This is not the name of the template.", null, "typedName");
      world.templates = world.templates.filter(({ id }) => id !== templateId);
      send(world, { type: "authoritiesChanged" });
    },
    tryNames: ({ content, names }) => ({ verdicts: names.map((name) => judgeName(content, name)), accepts: acceptedBy(content), warnings: templateWarnings(content) }),
    signLeafRequest: ({ templateId, content }) => {
      requireUnlocked(world);
      const template = templateOf(world, templateId);
      if (!content.csr.includes("CERTIFICATE REQUEST")) throw problem("notPem", "This is no signing request.", "Paste the text from BEGIN CERTIFICATE REQUEST to END CERTIFICATE REQUEST.", "csr");
      const authority = authorityOf(world, template.authorityId);
      const commonName = content.commonName === "" ? "request.example.com" : content.commonName;
      const signed = signedAs(world, authority, commonName, false);
      authority.issued = [issueRow(world, signed.facts, { templateId, templateName: template.name }), ...authority.issued];
      send(world, { type: "authoritiesChanged" });
      return signed;
    },
  };
}

/** Adds a template to an authority. */
export function addTemplate(world: World, name: string, authorityId: string, content: TemplateContent): MemoryTemplate {
  requireUnlocked(world);
  if (authorityOf(world, authorityId).kind === "root") throw problem("invalidRequest", "A root issues no certificates but those of authorities.", "Choose an intermediate.", "authorityId");
  checkContent(content);
  const now = timestamp(world.now());
  const template = { id: freshId(), name: parseTemplateName(world, name, null), authorityId, content, createdAt: now, updatedAt: now };
  world.templates = [...world.templates, template];
  send(world, { type: "authoritiesChanged" });
  return template;
}

function parseTemplateName(world: World, text: string, own: string | null): string {
  const name = parseSecretName(text);
  if (world.templates.some((other) => other.name === name && other.id !== own)) throw problem("nameTaken", `A template with this name already exists: ${name}.`, "Choose another name.", "name");
  return name;
}

function checkContent(content: TemplateContent): void {
  const most = secondsOf(content.maxTtl, "maxTtl");
  const usual = secondsOf(content.ttl, "ttl");
  secondsOf(content.notBeforeDuration, "notBeforeDuration");
  if (most !== null && usual !== null && usual > most) throw problem("outOfRange", "The usual lifetime is longer than the longest.", "Shorten it, or raise the longest lifetime.", "ttl");
}

/** The template with this id; throws when there is none. */
export function templateOf(world: World, id: string): MemoryTemplate {
  const found = world.templates.find((template) => template.id === id);
  if (found === undefined) throw problem("notFound", "This template does not exist any more.", "It was deleted. Go back to the list.");
  return found;
}

function rowOf(world: World, template: MemoryTemplate): TemplateRow {
  const { issued, name } = authorityOf(world, template.authorityId);
  return {
    ...template,
    authorityName: name,
    accepts: acceptedBy(template.content),
    secrets: issued.filter(({ templateId, secretId }) => templateId === template.id && secretId !== null).length,
    warnings: templateWarnings(template.content),
  };
}
