import { RadioTile, Tag, TileGroup } from "@carbon/react";

import { texts } from "../../texts";
import "./TypeTiles.scss";

/** Where a TLS certificate can come from. */
export type CertificateWay = "import" | "request" | "order" | "createPrivate";

const words = texts.flows.add;

/** The ways in the order they are offered. */
const WAYS: readonly CertificateWay[] = ["import", "request", "order", "createPrivate"];

interface TypeTilesProps {
  value: CertificateWay;
  onChange: (way: CertificateWay) => void;
  /** The ways for which an engine has to be set up first. */
  unready: readonly CertificateWay[];
}

/** The choice between the ways to add a TLS certificate. */
export function TypeTiles({ value, onChange, unready }: TypeTilesProps) {
  return (
    <section className="ck-type-tiles">
      <h2 className="ck-type-tiles__heading">{words.heading}</h2>
      <TileGroup
        name="certificate-way"
        legend={words.question}
        valueSelected={value}
        onChange={(selected) => onChange(WAYS.find((way) => way === selected) ?? "import")}
      >
        {WAYS.map((way) => (
          <RadioTile key={way} value={way} className="ck-type-tiles__tile">
            <span className="ck-type-tiles__title">{words.ways[way].title}</span>
            <span className="ck-type-tiles__text">{words.ways[way].text}</span>
            {unready.includes(way) && (
              <Tag as="span" type="gray" size="sm">
                {words.needsEngine}
              </Tag>
            )}
          </RadioTile>
        ))}
      </TileGroup>
    </section>
  );
}
