import { Group } from "@visx/group";
import { Bar, Line } from "@visx/shape";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, RefObject } from "react";

import { formatCount, texts } from "../../texts";
import "./ExpiryChart.scss";
import type { Counted } from "./useOverviewCounts";

export interface ExpiryChartProps {
  periods: readonly Counted[];
  /** The period that the table is filtered by. */
  chosen: number | undefined;
  onChoose: (place: number) => void;
}

const words = texts.overview;
const HEIGHT = 128;
const AXIS_HEIGHT = 24;
const COUNT_HEIGHT = 20;
const LEAST_BAR = 3;
const LABEL_BELOW = 6;
/** How much of a period's width its bar takes. */
const BAR_SHARE = 0.75;
/** The width before the window is measured. */
const FIRST_WIDTH = 960;

/** A bar for each period, as high as what expires in it; a bar is a button that filters by its period. */
export default function ExpiryChart({ periods, chosen, onChoose }: ExpiryChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const keys = useBarKeys(box, periods);
  const floor = HEIGHT - AXIS_HEIGHT;
  const step = width / periods.length;
  const thick = step * BAR_SHARE;
  const most = Math.max(1, ...periods.map(({ count }) => count));

  return (
    <div ref={box} role="toolbar" aria-label={words.bars} className="ck-chart" data-chosen={chosen !== undefined || undefined} onKeyDown={keys.onKeyDown}>
      <svg width={width} height={HEIGHT} aria-hidden={periods.every(({ count }) => count === 0) || undefined}>
        {periods.map((period, place) => {
          const height = period.count === 0 ? 0 : Math.max(LEAST_BAR, (period.count / most) * (floor - COUNT_HEIGHT));
          return (
            <Group key={period.label} left={place * step + (step - thick) / 2} {...buttonOf(period, place === chosen, place === keys.reachable, () => onChoose(place))}>
              <rect className="ck-chart__area" width={thick} height={floor} />
              <Bar className="ck-chart__bar" data-tone={period.tone} y={floor - height} width={thick} height={height} />
              {period.count > 0 && (
                <text className="ck-chart__count" x={thick / 2} y={floor - height - 6} textAnchor="middle" aria-hidden="true">
                  {formatCount(period.count)}
                </text>
              )}
            </Group>
          );
        })}
        <g aria-hidden="true">
          <Line className="ck-chart__line" from={{ x: 0, y: floor }} to={{ x: width, y: floor }} />
          {periods.map(({ label }, place) => (
            <text key={label} className="ck-chart__label" x={(place + 0.5) * step} y={HEIGHT - LABEL_BELOW} textAnchor="middle">
              {label}
            </text>
          ))}
        </g>
      </svg>
    </div>
  );
}

/** A bar can be pressed when there is anything in it. */
function buttonOf({ title, count }: Counted, chosen: boolean, reachable: boolean, onChoose: () => void) {
  if (count === 0) return { className: "ck-chart__period" };
  return {
    className: "ck-chart__period",
    role: "button",
    tabIndex: reachable ? 0 : -1,
    "aria-label": words.bar(title, count),
    "aria-pressed": chosen,
    onClick: onChoose,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onChoose();
    },
  } as const;
}

/** The Tab key reaches one bar; the arrow keys lead to the others. */
function useBarKeys(box: RefObject<HTMLElement | null>, periods: readonly Counted[]) {
  const [active, setActive] = useState(0);
  const filled = periods.flatMap(({ count }, place) => (count > 0 ? [place] : []));
  const at = Math.max(0, filled.indexOf(active));

  function onKeyDown(event: KeyboardEvent): void {
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: filled.length - 1 }[event.key];
    const place = next === undefined ? undefined : filled[next];
    if (next === undefined || place === undefined) return;
    event.preventDefault();
    setActive(place);
    box.current?.querySelectorAll<SVGElement>("[role=button]")[next]?.focus();
  }
  return { reachable: filled[at], onKeyDown };
}

function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(FIRST_WIDTH);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? FIRST_WIDTH)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
