import { useRef, useState } from "react";

import { useAuthorityPresets } from "../../api/authorities";
import type { AuthorityContent } from "../../api/generated/AuthorityContent";
import type { AuthorityPreset } from "../../api/generated/AuthorityPreset";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import type { CreateHierarchy } from "../../api/generated/CreateHierarchy";
import { useBackendCall } from "../../api/queries";
import { ErrorState, FlowTearsheet, ListField, ProblemNotice, TextField, useFirstProblem } from "../../parts";
import { texts } from "../../texts";
import { DurationField } from "../fields/DurationField";
import { Beside, FieldGroup, Fold } from "../fields/FieldGroup";
import { KeyAlgorithmField } from "../fields/KeyAlgorithmField";
import { problemAt } from "../fields/problems";
import "./create.scss";
import { domainsOf, withDomains, withOrganization } from "./hierarchy";
import { KeyProgress } from "./KeyProgress";

const words = texts.authorities.hierarchy;

interface HierarchyFlowProps {
  presetId: string;
  onDone: (authority: AuthorityView) => void;
  onCancel: () => void;
}

/** Makes a root, an intermediate and a template in one go, from values that fit a usual case. */
export function HierarchyFlow({ presetId, onDone, onCancel }: HierarchyFlowProps) {
  const presets = useAuthorityPresets();
  const preset = presets.data?.find(({ id }) => id === presetId);
  if (preset !== undefined) return <Review preset={preset} onDone={onDone} onCancel={onCancel} />;
  return (
    <FlowTearsheet title={words.untitled} steps={[{ label: words.step }]} currentStep={0} primaryLabel={words.submit} primaryDisabled onPrimary={onCancel} onCancel={onCancel}>
      {presets.error !== null && <ErrorState message={presets.error.message} help={presets.error.help} onRetry={() => void presets.refetch()} />}
    </FlowTearsheet>
  );
}

interface ReviewProps extends Omit<HierarchyFlowProps, "presetId"> {
  preset: AuthorityPreset;
}

function Review({ preset, onDone, onCancel }: ReviewProps) {
  const { id: _id, title, description, ...start } = preset;
  const [values, setValues] = useState<CreateHierarchy>(start);
  const [dirty, setDirty] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const call = useBackendCall("createHierarchy");
  const fields = useRef<HTMLDivElement>(null);
  const error = call.error?.code === "cancelled" ? null : call.error;
  useFirstProblem(fields, call.isPending ? 0 : refusals);
  const unplaced = error !== null && problemAt(error, ...SHOWN, ...PARTS) === undefined;

  function change(next: CreateHierarchy): void {
    call.reset();
    setDirty(true);
    setValues(next);
  }

  return (
    <FlowTearsheet
      title={words.title(title)}
      description={description}
      steps={[{ label: words.step }]}
      currentStep={0}
      primaryLabel={words.submit}
      busy={call.isPending}
      dirty={dirty}
      onPrimary={() => call.mutate(values, { onSuccess: onDone, onError: () => setRefusals((count) => count + 1) })}
      onCancel={onCancel}
      notice={unplaced ? <ProblemNotice problem={error} /> : undefined}
    >
      <div ref={fields} className="ck-engine-form ck-hierarchy">
        <FieldGroup title={words.domains} text={words.domainsText}>
          <ListField
            label={words.domainsLabel}
            name="allowedDomains"
            optional={preset.id === "mtls"}
            rows={2}
            helper={words.domainsHelper}
            value={domainsOf(values)}
            error={problemAt(error, "allowedDomains", "permittedDnsDomains")}
            disabled={call.isPending}
            onChange={(domains) => change(withDomains(values, domains, preset.template))}
          />
          <ListField
            label={words.organization}
            name="organization"
            rows={1}
            value={values.root.subject.organization}
            error={problemAt(error, "organization")}
            disabled={call.isPending}
            onChange={(organization) => change(withOrganization(values, organization))}
          />
        </FieldGroup>
        <Tier tier="root" values={values} error={error} disabled={call.isPending} onChange={change} />
        <Tier tier="intermediate" values={values} error={error} disabled={call.isPending} onChange={change} />
        <FieldGroup title={words.template} text={words.templateText}>
          {error?.field === "template" && <ProblemNotice problem={error} />}
          <Beside>
            <TextField
              identifier
              label={words.name}
              name="templateName"
              value={values.templateName}
              error={problemAt(error, "templateName")}
              disabled={call.isPending}
              onChange={(templateName) => change({ ...values, templateName })}
            />
            <DurationField
              label={words.leafTtl}
              name="template.ttl"
              value={values.template.ttl}
              error={problemAt(error, "template.ttl")}
              disabled={call.isPending}
              onChange={(ttl) => change({ ...values, template: { ...values.template, ttl } })}
            />
          </Beside>
        </FieldGroup>
      </div>
      <KeyProgress algorithms={[values.root.keyAlgorithm, values.intermediate.keyAlgorithm]} busy={call.isPending} />
    </FlowTearsheet>
  );
}

/** The fields of the request that this form shows. */
const SHOWN = ["rootName", "root.commonName", "root.maxTtl", "intermediateName", "intermediate.commonName", "intermediate.maxTtl", "templateName", "template.ttl", "allowedDomains", "permittedDnsDomains", "organization"];

/** The parts of the request, for what is wrong with one of them as a whole. */
const PARTS = ["root", "intermediate", "template"];

interface TierProps {
  tier: "root" | "intermediate";
  values: CreateHierarchy;
  error: Parameters<typeof problemAt>[0];
  disabled: boolean;
  onChange: (values: CreateHierarchy) => void;
}

function Tier({ tier, values, error, disabled, onChange }: TierProps) {
  const content: AuthorityContent = values[tier];
  const nameField = tier === "root" ? "rootName" : "intermediateName";
  const changeContent = (changes: Partial<AuthorityContent>) => onChange({ ...values, [tier]: { ...content, ...changes } });
  return (
    <FieldGroup title={words.tiers[tier].title} text={words.tiers[tier].text}>
      {error?.field === tier && <ProblemNotice problem={error} />}
      <Beside>
        <TextField identifier label={words.name} name={nameField} value={values[nameField]} error={problemAt(error, nameField)} disabled={disabled} onChange={(name) => onChange({ ...values, [nameField]: name })} />
        <TextField
          label={words.commonName}
          name={`${tier}.commonName`}
          value={content.commonName}
          error={problemAt(error, `${tier}.commonName`)}
          disabled={disabled}
          onChange={(commonName) => changeContent({ commonName })}
        />
      </Beside>
      <Fold title={words.more} wrong={problemAt(error, `${tier}.maxTtl`) !== undefined}>
        <Beside>
          <DurationField
            label={words.lifetime}
            name={`${tier}.maxTtl`}
            value={content.options.maxTtl}
            error={problemAt(error, `${tier}.maxTtl`)}
            disabled={disabled}
            onChange={(maxTtl) => changeContent({ ttl: content.ttl === "" ? "" : maxTtl, options: { ...content.options, maxTtl } })}
          />
          <KeyAlgorithmField value={content.keyAlgorithm} disabled={disabled} onChange={(keyAlgorithm) => changeContent({ keyAlgorithm })} />
        </Beside>
      </Fold>
    </FieldGroup>
  );
}
