import { RadioTile, Select, SelectItem, TileGroup } from "@carbon/react";
import { useId } from "react";

import { problemText, TextField } from "../../parts";
import { texts } from "../../texts";
import { DurationField } from "../fields/DurationField";
import { FieldGroup, Fold } from "../fields/FieldGroup";
import { NameConstraintsFields } from "../fields/NameConstraintsFields";
import { MaxTtlField } from "../fields/OptionsFields";
import { problemAt } from "../fields/problems";
import "./create.scss";
import type { AuthorityForm } from "./useAuthorityForm";
import type { AuthorityWay } from "./values";

const words = texts.authorities.create;
const WAYS: readonly AuthorityWay[] = ["root", "internal", "external"];

/** What is made, who signs it, and how far it reaches. */
export function TypeStep({ form }: { form: AuthorityForm }) {
  const { values, change, choose, error, busy } = form;
  return (
    <>
      <TileGroup className="ck-ways" name="authority-way" legend={words.way} valueSelected={values.way} onChange={(way) => choose(WAYS.find((known) => known === way) ?? "root")}>
        {WAYS.map((way) => (
          <RadioTile key={way} value={way} className="ck-ways__tile" disabled={busy || (way === "internal" && form.issuers.length === 0)}>
            <span className="ck-ways__title">{words.ways[way].title}</span>
            <span className="ck-ways__text">{way === "internal" && form.issuers.length === 0 ? words.noIssuer : words.ways[way].text}</span>
          </RadioTile>
        ))}
      </TileGroup>
      <TextField identifier label={words.name} name="name" helper={words.nameHelper} value={values.name} error={problemAt(error, "name")} disabled={busy} onChange={(name) => change({ name })} />
      {values.way === "internal" && <IssuerField form={form} />}
      <Lifetimes form={form} />
      {values.way !== "external" && (
        <NameConstraintsFields value={values.content.nameConstraints} error={error} disabled={busy} onChange={(nameConstraints) => form.changeContent({ nameConstraints })} />
      )}
    </>
  );
}

function IssuerField({ form: { values, change, issuers, error, busy } }: { form: AuthorityForm }) {
  const problem = problemAt(error, "issuerId");
  return (
    <Select
      id={useId()}
      name="issuerId"
      labelText={words.issuer}
      helperText={words.issuerHelper}
      value={values.issuerId ?? issuers[0]?.id ?? ""}
      disabled={busy}
      invalid={problem !== undefined}
      invalidText={problemText(problem)}
      onChange={(event) => change({ issuerId: event.target.value })}
    >
      {issuers.map(({ id, name, commonName }) => (
        <SelectItem key={id} value={id} text={words.issuerOption(name, commonName)} />
      ))}
    </Select>
  );
}

function Lifetimes({ form }: { form: AuthorityForm }) {
  const { values, changeContent, error, busy } = form;
  const { content } = values;
  return (
    <FieldGroup title={words.lifetimes}>
      <MaxTtlField value={content.options} error={error} disabled={busy} onChange={(changes) => changeContent({ options: { ...content.options, ...changes } })} />
      {values.way !== "external" && (
        <Fold title={words.moreLimits} wrong={problemAt(error, "ttl", "maxPathLength") !== undefined}>
          <DurationField
            optional
            label={words.ttl}
            name="ttl"
            unit="years"
            helper={words.ttlHelper}
            value={content.ttl}
            error={problemAt(error, "ttl")}
            disabled={busy}
            onChange={(ttl) => changeContent({ ttl })}
          />
          <PathLengthField value={content.maxPathLength} usual={words.pathLengthUsual[values.way]} disabled={busy} onChange={(maxPathLength) => changeContent({ maxPathLength })} />
        </Fold>
      )}
    </FieldGroup>
  );
}

const LONGEST_PATH = 10;

interface PathLengthFieldProps {
  value: number | null;
  /** What counts when nothing is chosen. */
  usual: string;
  disabled: boolean;
  onChange: (value: number | null) => void;
}

/** How many authorities may stand below. */
export function PathLengthField({ value, usual, disabled, onChange }: PathLengthFieldProps) {
  return (
    <Select
      id={useId()}
      name="maxPathLength"
      labelText={words.pathLength}
      helperText={words.pathLengthHelper}
      value={value === null ? "" : String(value)}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
    >
      <SelectItem value="" text={usual} />
      <SelectItem value="-1" text={words.pathLengthAny} />
      {Array.from({ length: LONGEST_PATH + 1 }, (_, length) => (
        <SelectItem key={length} value={String(length)} text={words.pathLengthOf(length)} />
      ))}
    </Select>
  );
}
