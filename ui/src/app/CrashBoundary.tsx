import { Component } from "react";
import type { ReactNode } from "react";

import { ErrorState } from "../parts";
import { texts } from "../texts";

interface CrashBoundaryProps {
  /** Forgets the crash when it changes: the address of the page. */
  resetKey?: string;
  children: ReactNode;
}

interface CrashState {
  error: Error | null;
  resetKey: string | undefined;
}

const { crash } = texts.app;

/** Shows a helpful page in the place of one that stopped working. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashState> {
  override state: CrashState = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<CrashState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps({ resetKey }: CrashBoundaryProps, state: CrashState): Partial<CrashState> | null {
    return resetKey === state.resetKey ? null : { error: null, resetKey };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <ErrorState message={crash.title} help={crash.text} detail={error.message} onRetry={() => this.setState({ error: null })} />;
  }
}
