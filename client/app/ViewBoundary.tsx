import { Component, type ReactNode } from 'react';
import { Notice } from '../ui/Notice.tsx';
import { useText } from '../ui/text.ts';

interface Props {
  children: ReactNode;
}

/** A view or a drawer that fails does not take the frame with it. React offers this to classes only. */
export class ViewBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    return this.state.error ? <Failed what={this.state.error.message} /> : this.props.children;
  }
}

function Failed({ what }: { what: string }) {
  const text = useText();
  return (
    <Notice title={text('load.view-failed')} urgent>
      <p>{text('load.view-failed-why', { what })}</p>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {text('load.again')}
      </button>
    </Notice>
  );
}
