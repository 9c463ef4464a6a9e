import { Link } from "@carbon/react";

import { formatCount, texts } from "../../texts";
import type { ExpiryChartProps } from "./ExpiryChart";
import "./ExpiryTable.scss";

const words = texts.overview;

/** The same as the chart, to be read. */
export function ExpiryTable({ periods, chosen, onChoose }: ExpiryChartProps) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
    <div className="ck-expiry-table" role="group" aria-label={words.bars} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.count}</th>
          </tr>
        </thead>
        <tbody>
          {periods.map(({ label, title, count }, place) => (
            <tr key={label} data-chosen={place === chosen || undefined}>
              <th scope="row">
                {count === 0 ? (
                  title
                ) : (
                  <Link as="button" type="button" aria-pressed={place === chosen} onClick={() => onChoose(place)}>
                    {title}
                  </Link>
                )}
              </th>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
