import type { JSX, ReactNode } from 'react';

interface Props {
  title: string;
  children?: ReactNode;
  /** Interrupts screen readers: something failed. */
  urgent?: boolean;
}

/** What an empty, loading or failed place says instead of its content. */
export function Notice({ title, children, urgent = false }: Props): JSX.Element {
  return (
    <div className="notice" role={urgent ? 'alert' : 'status'}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}
