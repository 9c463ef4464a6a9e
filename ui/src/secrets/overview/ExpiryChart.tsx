import { AxisBottom } from "@visx/axis";
import { Group } from "@visx/group";
import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar } from "@visx/shape";
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
/** The width before the window is measured. */
const FIRST_WIDTH = 960;

/** A bar for each period, as high as what expires in it; a bar is a button that filters by its period. */
export default function ExpiryChart({ periods, chosen, onChoose }: ExpiryChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const keys = useBarKeys(box, periods);
  const floor = HEIGHT - AXIS_HEIGHT;
  const across = scaleBand({ domain: periods.map(({ label }) => label), range: [0, width], paddingInner: 0.25, paddingOuter: 0.1 });
  const most = Math.max(1, ...periods.map(({ count }) => count));
  const up = scaleLinear({ domain: [0, most], range: [0, floor - COUNT_HEIGHT] });

  return (
    <div ref={box} role="toolbar" aria-label={words.bars} className="ck-chart" data-chosen={chosen !== undefined || undefined} onKeyDown={keys.onKeyDown}>
      <svg width={width} height={HEIGHT} aria-hidden={periods.every(({ count }) => count === 0) || undefined}>
        {periods.map((period, place) => {
          const height = period.count === 0 ? 0 : Math.max(LEAST_BAR, up(period.count));
          const left = across(period.label) ?? 0;
          return (
            <Group key={period.label} left={left} {...buttonOf(period, place === chosen, place === keys.reachable, () => onChoose(place))}>
              <rect className="ck-chart__area" width={across.bandwidth()} height={floor} />
              <Bar className="ck-chart__bar" data-tone={period.tone} y={floor - height} width={across.bandwidth()} height={height} />
              {period.count > 0 && (
                <text className="ck-chart__count" x={across.bandwidth() / 2} y={floor - height - 6} textAnchor="middle" aria-hidden="true">
                  {formatCount(period.count)}
                </text>
              )}
            </Group>
          );
        })}
        <g aria-hidden="true">
          <AxisBottom
            top={floor}
            scale={across}
            numTicks={periods.length}
            hideTicks
            axisLineClassName="ck-chart__line"
            tickLabelProps={{ className: "ck-chart__label", dy: 2 }}
          />
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
