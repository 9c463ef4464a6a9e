import { CopyButton, Countdown, KeyValueList, Page, StateTag, ValidityBar } from "../../parts";
import { Example } from "../Example";

const nothing = () => undefined;
const NOW = new Date("2026-03-01T12:00:00Z");
const DAY_MS = 86_400_000;

function inDays(days: number): Date {
  return new Date(NOW.getTime() + days * DAY_MS);
}

export function ShowingView() {
  return (
    <Page title="Showing things">
      <Example title="StateTag" row>
        <StateTag kind="success" text="Active" />
        <StateTag kind="info" text="Pre-activation" />
        <StateTag kind="warning" text="Expires in 9 days" />
        <StateTag kind="danger" text="Expired" />
        <StateTag kind="neutral" text="Deactivated" />
        <StateTag kind="warning" text="Chain incomplete" size="md" />
      </Example>
      <Example title="ValidityBar">
        <ValidityBar from={inDays(-100)} to={inDays(265)} now={NOW} />
        <ValidityBar from={inDays(-80)} to={inDays(10)} now={NOW} />
        <ValidityBar from={inDays(-400)} to={inDays(-35)} now={NOW} />
        <ValidityBar from={inDays(3)} to={inDays(93)} now={NOW} />
      </Example>
      <Example title="KeyValueList">
        <KeyValueList
          label="Certificate"
          items={[
            { label: "Common name", value: "shop.example.com", onCopy: nothing },
            { label: "Issuer", value: "CN=R11, O=Let's Encrypt, C=US" },
            { label: "Serial number", value: "04:a1:7f:3c:99:0e:5b:22:cc:41:8d:e0:17:6a:b3:f5:61:72", mono: true, onCopy: nothing },
            {
              label: "SHA-256 fingerprint",
              value: "7A:4B:0C:91:2E:FE:32:5D:66:B8:09:AA:41:E7:13:F0:28:5C:D4:96:0B:7E:A1:53:C8:2F:64:90:BD:1A:77:E2",
              mono: true,
              onCopy: nothing,
            },
            { label: "Status", value: <StateTag kind="success" text="Active" /> },
          ]}
        />
      </Example>
      <Example title="Countdown" row>
        <Countdown seconds={15} onEnd={nothing} />
        <Countdown seconds={30} label="The key is hidden again." onEnd={nothing} />
      </Example>
      <Example title="CopyButton" row>
        <CopyButton what="serial number" onCopy={nothing} />
        <CopyButton onCopy={() => Promise.reject(new Error("no clipboard"))} />
      </Example>
    </Page>
  );
}
