import {
  Header,
  HeaderGlobalBar,
  HeaderMenuButton,
  HeaderName,
  SideNav,
  SideNavItems,
  SideNavLink,
  SkipToContent,
} from "@carbon/react";
import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { Link, NavLink, useLocation } from "react-router";

import { texts } from "../texts";
import { CrashBoundary } from "./CrashBoundary";
import "./Frame.scss";
import type { AppRoute } from "./routes";
import { ThemeMenu } from "./ThemeMenu";

export interface FrameProps {
  routes: readonly AppRoute[];
  /** Buttons at the right end of the header, before the theme menu. */
  headerActions?: ReactNode;
  children: ReactNode;
}

const words = texts.app;
const MAIN_ID = "main-content";

/** The header and the navigation around every page. */
export function Frame({ routes, headerActions, children }: FrameProps) {
  const { pathname } = useLocation();
  const [navigationOpen, setNavigationOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  useHeadingFocus(main, pathname);

  return (
    <>
      <Header aria-label={words.product}>
        <SkipLink main={main} />
        <HeaderMenuButton
          aria-label={navigationOpen ? words.closeNavigation : words.openNavigation}
          isActive={navigationOpen}
          onClick={() => setNavigationOpen(!navigationOpen)}
        />
        <HeaderName as={Link} to="/" prefix="">
          {words.product}
        </HeaderName>
        <HeaderGlobalBar>
          {headerActions}
          <ThemeMenu />
        </HeaderGlobalBar>
      </Header>
      <SideNav
        aria-label={words.navigation}
        expanded={navigationOpen}
        addMouseListeners={false}
        onOverlayClick={() => setNavigationOpen(false)}
        onSideNavBlur={() => setNavigationOpen(false)}
      >
        <SideNavItems>
          {routes.map(({ path, title, icon }) => (
            <SideNavLink
              key={path}
              as={NavLink}
              to={path}
              renderIcon={icon}
              isActive={pathname === path || pathname.startsWith(`${path}/`)}
              onClick={() => setNavigationOpen(false)}
            >
              {title}
            </SideNavLink>
          ))}
        </SideNavItems>
      </SideNav>
      <main ref={main} id={MAIN_ID} className="ck-main" tabIndex={-1}>
        <CrashBoundary resetKey={pathname}>{children}</CrashBoundary>
      </main>
    </>
  );
}

/** A link that moves the focus itself: the part after # in the address is the page. */
function SkipLink({ main }: { main: React.RefObject<HTMLElement | null> }) {
  return (
    <SkipToContent
      href={`#${MAIN_ID}`}
      onClick={(event) => {
        event.preventDefault();
        main.current?.focus();
      }}
    >
      {words.skipToContent}
    </SkipToContent>
  );
}

/** After a change of page its heading takes the focus, so that the page is read out and Tab starts there. */
function useHeadingFocus(main: React.RefObject<HTMLElement | null>, pathname: string): void {
  const page = pathname.split("/")[1];
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    const wasStart = shown.current === "";
    shown.current = page;
    if (wasStart) return;
    main.current?.scrollTo({ top: 0 });
    main.current?.querySelector<HTMLElement>("[data-page-heading]")?.focus({ preventScroll: true });
  }, [main, page]);
}
