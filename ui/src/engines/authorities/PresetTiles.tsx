import { ArrowRight } from "@carbon/icons-react";
import { Button, ClickableTile, InlineLoading } from "@carbon/react";
import { useNavigate } from "react-router";

import { useAuthorityPresets } from "../../api/authorities";
import { ErrorState } from "../../parts";
import { texts } from "../../texts";
import { enginePaths } from "../paths";
import "./authorities.scss";

const words = texts.authorities.presets;

/** Where a person begins who has no authority yet: usual cases, or step by step. */
export function PresetTiles() {
  const navigate = useNavigate();
  const presets = useAuthorityPresets();
  return (
    <section className="ck-presets" aria-labelledby="ck-presets">
      <h2 id="ck-presets" className="ck-presets__title">
        {words.title}
      </h2>
      <p className="ck-presets__text">{words.text}</p>
      {presets.isPending && <InlineLoading description={words.loading} />}
      {presets.isLoadingError && <ErrorState message={presets.error.message} help={presets.error.help} onRetry={() => void presets.refetch()} />}
      <ul className="ck-presets__list">
        {(presets.data ?? []).map(({ id, title, description }) => (
          <li key={id}>
            <ClickableTile role="link" className="ck-presets__tile" onClick={() => void navigate(enginePaths.start(id))}>
              <span className="ck-presets__name">{title}</span>
              <span className="ck-presets__about">{description}</span>
              <span className="ck-presets__start">
                {words.start}
                <ArrowRight aria-hidden="true" />
              </span>
            </ClickableTile>
          </li>
        ))}
      </ul>
      <div className="ck-presets__other">
        {words.other}
        <Button kind="tertiary" size="md" onClick={() => void navigate(enginePaths.create)}>
          {words.create}
        </Button>
        <Button kind="ghost" size="md" onClick={() => void navigate(enginePaths.import)}>
          {words.import}
        </Button>
      </div>
    </section>
  );
}
