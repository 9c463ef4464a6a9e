import { useState } from "react";

import { FileField, LabelsField, Page, PasswordField, SearchBar, TextAreaField, TextField } from "../../parts";
import { Example } from "../Example";

const nothing = () => undefined;

export function FieldsView() {
  const [name, setName] = useState("shop.example.com");
  const [labels, setLabels] = useState(["production", "web", "eu-west"]);
  return (
    <Page title="Fields">
      <Example title="TextField">
        <TextField label="Name" value={name} onChange={setName} helper="2–256 letters, digits, dots, hyphens and underscores." />
        <TextField
          label="Name"
          value="-"
          onChange={nothing}
          error={{ message: "A name has 2–256 characters.", help: "Start and end it with a letter or a digit." }}
        />
        <TextField label="Name" value="shop" onChange={nothing} warning="Another secret has a name that is almost the same." />
        <TextField optional disabled label="Description" value="" onChange={nothing} />
      </Example>
      <Example title="PasswordField">
        <PasswordField label="Passphrase" purpose="new-password" value="correct horse" onChange={nothing} />
      </Example>
      <Example title="TextAreaField">
        <TextAreaField optional label="Description" maxLength={1024} value="The shop and its checkout." onChange={nothing} />
        <TextAreaField code label="Custom metadata" value={'{ "owner": "team-shop", '} onChange={nothing} error="This is not a JSON object. Close the brace." />
      </Example>
      <Example title="LabelsField">
        <LabelsField optional label="Labels" value={labels} onChange={setLabels} />
        <LabelsField label="Labels, one refused" value={["web"]} onChange={nothing} error={{ message: "“a<b” has a character that labels cannot have.", help: "Leave out < > , : & and |." }} />
      </Example>
      <Example title="FileField">
        <FileField label="Certificate" onChoose={nothing} onPaste={nothing} onRemove={nothing} helper="PEM, up to 100 KB." />
        <FileField
          label="Certificate"
          loaded={{ name: "shop-example-com-2026.pem", summary: "shop.example.com, expires Mar 5, 2027" }}
          onChoose={nothing}
          onPaste={nothing}
          onRemove={nothing}
        />
        <FileField
          optional
          label="Private key"
          loaded={{ name: "old-server.key", summary: "RSA 2048" }}
          error={{ message: "This private key does not belong to the certificate.", help: "Choose the key that was made together with it, or import without a key." }}
          onChoose={nothing}
          onPaste={nothing}
          onRemove={nothing}
        />
        <FileField busy label="Intermediate certificate" onChoose={nothing} onPaste={nothing} onRemove={nothing} />
      </Example>
      <Example title="SearchBar">
        <SearchBar value="" label="Search secrets" onSearch={nothing} />
        <SearchBar value="example.com" label="Search groups" onSearch={nothing} />
      </Example>
    </Page>
  );
}
