import "./CodeBlock.scss";
import { CopyButton } from "./CopyButton";

export interface CodeBlockProps {
  /** Names the text for screen readers: “Certificate as PEM”. */
  label: string;
  text: string;
  /** Adds a button that copies the text. */
  onCopy?: (() => void | Promise<void>) | undefined;
  /** Lets the text be as tall as it is instead of scrolling. */
  whole?: boolean;
}

/** Text for machines: PEM, JSON, a dump. It scrolls inside its frame. */
export function CodeBlock({ label, text, onCopy, whole = false }: CodeBlockProps) {
  return (
    <div className="ck-code-block">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre className={whole ? "ck-code-block__text ck-code-block__text--whole" : "ck-code-block__text"} role="group" aria-label={label} tabIndex={0}>
        {text}
      </pre>
      {onCopy !== undefined && (
        <div className="ck-code-block__copy">
          <CopyButton what={label} onCopy={onCopy} align="left" />
        </div>
      )}
    </div>
  );
}
