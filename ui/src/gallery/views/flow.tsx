import { InlineNotification } from "@carbon/react";
import { useState } from "react";

import { FileField, FlowTearsheet, KeyValueList, LabelsField, TextField, ValidityBar } from "../../parts";

const nothing = () => undefined;
const NOW = new Date("2026-03-01T12:00:00Z");

function Preview() {
  return (
    <KeyValueList
      label="What will be imported"
      items={[
        { label: "Common name", value: "shop.example.com" },
        { label: "Domains", value: "shop.example.com, www.shop.example.com" },
        { label: "Issuer", value: "R11, Let's Encrypt" },
        { label: "Key", value: "ECDSA P-256" },
        { label: "Validity", value: <ValidityBar from={new Date("2026-01-05")} to={new Date("2026-04-05")} now={NOW} /> },
      ]}
    />
  );
}

export function FlowView() {
  const [name, setName] = useState("shop.example.com");
  return (
    <FlowTearsheet
      dirty
      title="Import certificate"
      description="Bring in a certificate that was made elsewhere, with its private key and its chain."
      steps={[{ label: "Files", detail: "shop.pem" }, { label: "Details" }, { label: "Review" }]}
      currentStep={1}
      primaryLabel="Next"
      onPrimary={nothing}
      onBack={nothing}
      onCancel={nothing}
      aside={<Preview />}
      notice={<InlineNotification lowContrast hideCloseButton kind="warning" title="The chain is incomplete." subtitle="Add the intermediate certificate, or some clients will not trust this one." />}
    >
      <TextField label="Name" value={name} onChange={setName} />
      <FileField label="Certificate" loaded={{ name: "shop.pem", summary: "shop.example.com" }} onChoose={nothing} onPaste={nothing} onRemove={nothing} />
      <FileField optional label="Private key" onChoose={nothing} onPaste={nothing} onRemove={nothing} />
      <LabelsField optional label="Labels" value={["web"]} onChange={nothing} />
    </FlowTearsheet>
  );
}

export function LastStepView() {
  return (
    <FlowTearsheet
      busy
      title="Import certificate"
      steps={[{ label: "Files" }, { label: "Details", invalid: true }, { label: "Review" }]}
      currentStep={2}
      primaryLabel="Import"
      onPrimary={nothing}
      onBack={nothing}
      onCancel={nothing}
    >
      <Preview />
    </FlowTearsheet>
  );
}
