import { Download } from "@carbon/icons-react";
import { Button } from "@carbon/react";

import { useBackend } from "../../api/BackendProvider";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import { CodeBlock } from "../../parts";
import { texts } from "../../texts";
import { FieldGroup } from "../fields/FieldGroup";
import { useAuthorityDownload } from "../downloads";

const words = texts.authorities.signed;

/** The signing request of an authority, and how the authority elsewhere signs it. */
export function RequestToSign({ authority: { row, csrPem, opensslCommand } }: { authority: AuthorityView }) {
  const backend = useBackend();
  const { download, busy } = useAuthorityDownload();
  if (csrPem === null) return <p>{words.noRequest}</p>;
  return (
    <div className="ck-engine-form">
      <FieldGroup title={words.request} text={words.requestText}>
        <CodeBlock label={words.request} text={csrPem} onCopy={() => backend.copyText(csrPem)} />
        <div>
          <Button kind="tertiary" size="md" renderIcon={Download} disabled={busy} onClick={() => download(row, "csr")}>
            {words.download}
          </Button>
        </div>
      </FieldGroup>
      {opensslCommand !== null && (
        <FieldGroup title={words.command} text={words.commandText}>
          <CodeBlock whole label={words.command} text={opensslCommand} onCopy={() => backend.copyText(opensslCommand)} />
        </FieldGroup>
      )}
    </div>
  );
}
