import type { ReactNode } from "react";

function Picture({ children }: { children: ReactNode }) {
  return (
    <svg className="ck-picture" width="96" height="80" viewBox="0 0 96 80" fill="none" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

function Sheet() {
  return (
    <>
      <path className="ck-picture__back" d="M24 8h52v52H24z" />
      <path className="ck-picture__sheet" d="M12.5 14.5h40l12 12v45h-52z" strokeWidth="1" />
      <path className="ck-picture__line" d="M52.5 14.5v12h12" strokeWidth="1" />
      <path className="ck-picture__line" d="M21 35.5h30M21 43.5h35M21 51.5h22" strokeWidth="2" />
    </>
  );
}

/** A certificate with its seal. */
export function DocumentPicture() {
  return (
    <Picture>
      <Sheet />
      <path className="ck-picture__accent" d="M58 60l-4 16 10-5 10 5-4-16z" />
      <circle className="ck-picture__accent" cx="64" cy="54" r="12" />
      <path className="ck-picture__on-accent" d="M58.5 54l4 4 7-7.5" strokeWidth="2" />
    </Picture>
  );
}

/** A certificate under a magnifying glass. */
export function SearchPicture() {
  return (
    <Picture>
      <Sheet />
      <circle className="ck-picture__sheet ck-picture__accent-line" cx="62" cy="50" r="12" strokeWidth="3" />
      <path className="ck-picture__accent-line" d="M71 59l12 12" strokeWidth="4" />
    </Picture>
  );
}

/** A certificate with a warning. */
export function ErrorPicture() {
  return (
    <Picture>
      <Sheet />
      <path className="ck-picture__warning" d="M64 40l15 28H49z" />
      <path className="ck-picture__on-accent" d="M64 50v9M64 62v3" strokeWidth="2" />
    </Picture>
  );
}
