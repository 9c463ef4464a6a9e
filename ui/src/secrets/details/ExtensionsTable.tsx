import { Tag } from "@carbon/react";

import type { ExtensionFacts } from "../../api/generated/ExtensionFacts";
import { texts } from "../../texts";

const words = texts.secrets.certificate;

/** Every extension of a certificate, readable. */
export function ExtensionsTable({ extensions }: { extensions: readonly ExtensionFacts[] }) {
  if (extensions.length === 0) return <p className="ck-section__none">{words.noExtensions}</p>;
  return (
    <table className="ck-extensions">
      <thead>
        <tr>
          <th scope="col">{words.extensionName}</th>
          <th scope="col">{words.extensionValue}</th>
        </tr>
      </thead>
      <tbody>
        {extensions.map(({ oid, name, critical, lines }) => (
          <tr key={oid}>
            <th scope="row">
              <span className="ck-extensions__name">
                {name}{" "}
                {critical && (
                  <Tag type="purple" size="sm" as="span">
                    {words.critical}
                  </Tag>
                )}
              </span>
              <span className="ck-extensions__oid ck-mono">{oid}</span>
            </th>
            <td>
              {lines.map((line, index) => (
                <span key={index} className="ck-extensions__line">
                  {line}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
