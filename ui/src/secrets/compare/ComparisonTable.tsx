import { Checkmark } from "@carbon/icons-react";
import { Checkbox } from "@carbon/react";
import { useId, useState } from "react";

import type { ComparedField } from "../../api/generated/ComparedField";
import type { ComparedSide } from "../../api/generated/ComparedSide";
import type { Comparison } from "../../api/generated/Comparison";
import { ColonText } from "../../parts";
import { texts } from "../../texts";
import { linesOf } from "./lines";
import type { Line } from "./lines";

const words = texts.versions.compare;

/** Both sides of every field; what is on one side only is marked. */
export function ComparisonTable({ comparison: { left, right, fields } }: { comparison: Comparison }) {
  const id = useId();
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const different = fields.filter(({ same }) => !same);
  const shown = onlyDifferences ? different : fields;
  return (
    <>
      <div className="ck-compare__bar">
        <p className="ck-compare__summary" role="status">
          {different.length === 0 ? (
            <>
              <Checkmark aria-hidden="true" /> {words.same}
            </>
          ) : (
            words.counted(different.length, fields.length)
          )}
        </p>
        <Checkbox
          id={id}
          labelText={words.onlyDifferences}
          checked={onlyDifferences}
          disabled={different.length === 0}
          onChange={(_event, { checked }) => setOnlyDifferences(checked)}
        />
      </div>
      <table className="ck-compare__table" aria-label={words.table}>
        <thead>
          <tr>
            <th scope="col">{words.property}</th>
            <th scope="col">{sideTitle(left)}</th>
            <th scope="col">{sideTitle(right)}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <FieldRow key={field.field} field={field} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function sideTitle({ name, number }: ComparedSide): string {
  return words.side(name, number);
}

function FieldRow({ field: { title, left, right, same } }: { field: ComparedField }) {
  return (
    <tr data-differs={!same || undefined}>
      <th scope="row">
        {title} {!same && <span className="ck-compare__differs">{words.differs}</span>}
      </th>
      <td>
        <Value lines={linesOf(left, right)} />
      </td>
      <td>
        <Value lines={linesOf(right, left)} />
      </td>
    </tr>
  );
}

function Value({ lines }: { lines: readonly Line[] }) {
  if (lines.length === 0) return <>{words.nothing}</>;
  return (
    <>
      {lines.map(({ text, mono, own }, index) => (
        <span key={index} className="ck-compare__line">
          <LineText text={text} mono={mono} own={own} />
        </span>
      ))}
    </>
  );
}

function LineText({ text, mono, own }: Line) {
  const shown = mono ? <ColonText text={text} /> : text;
  const className = mono ? "ck-compare__mono" : undefined;
  return own ? <mark className={className}>{shown}</mark> : <span className={className}>{shown}</span>;
}
