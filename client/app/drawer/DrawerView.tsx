import type { JSX, ReactNode } from 'react';
import type { Language } from '../../../shared/text/format.ts';
import { useText } from '../../ui/text.ts';
import { DrawerHead } from './DrawerHead.tsx';
import { FactList, SourceList } from './FactList.tsx';
import { HallHead } from './HallHead.tsx';
import { MetricTable } from './MetricTable.tsx';
import type { DrawerModel } from './model.ts';
import { PartList } from './PartList.tsx';
import { IN_RACK_HEAD, RackHead } from './RackHead.tsx';
import { CellHead, SiteHead } from './SiteHead.tsx';

interface Props {
  model: DrawerModel;
  language: Language;
  headingId: string;
  /** Says that the facts are still to come, or did not. */
  notice?: string | undefined;
  /** Links to where the resource is drawn. */
  actions?: ReactNode;
  /** What is wrong with it. */
  alarms?: ReactNode;
  /** The past of its values. */
  charts?: ReactNode;
  /** What it depends on and what needs it. */
  links?: ReactNode;
  onOpen(id: string): void;
  onClose(): void;
}

/** All that the drawer shows of a resource. Draws what it is given. */
export function DrawerView(props: Props): JSX.Element {
  const { model, language, headingId, notice, actions, alarms, charts, links, onOpen, onClose } = props;
  const text = useText();
  const drawnParts = model.kind === 'site' ? { ...model, parts: model.parts.filter((p) => p.kind !== 'cell') } : model;
  return (
    <>
      <DrawerHead model={model} language={language} headingId={headingId} onOpen={onOpen} onClose={onClose} />
      <section className="drawer-body" ref={scrollByKeys} aria-label={text('drawer.details')}>
        {notice !== undefined && <p className="drawer-notice">{notice}</p>}
        {model.lifecycle !== 'in-service' && <p className="drawer-notice">{text('drawer.not-in-service')}</p>}
        {alarms}
        <KindHead model={model} language={language} onOpen={onOpen} />
        {model.lifecycle === 'in-service' && (
          <MetricTable model={model} language={language} {...(model.kind === 'rack' && { without: IN_RACK_HEAD })} />
        )}
        {charts}
        {links}
        <PartList model={drawnParts} language={language} onOpen={onOpen} />
        <SourceList model={model} language={language} />
        <FactList model={model} language={language} />
        {actions}
      </section>
    </>
  );
}

/** What scrolls must be reachable by keyboard even where nothing in it is a control. */
function scrollByKeys(element: HTMLElement | null): void {
  if (element) element.tabIndex = 0;
}

/** What a kind shows beyond its numbers; most kinds show nothing more. */
function KindHead(props: { model: DrawerModel; language: Language; onOpen(id: string): void }): JSX.Element | null {
  switch (props.model.kind) {
    case 'rack':
      return props.model.lifecycle === 'in-service' ? <RackHead {...props} /> : null;
    case 'hall':
      return <HallHead {...props} />;
    case 'site':
      return <SiteHead {...props} />;
    case 'cell':
      return <CellHead {...props} />;
    default:
      return null;
  }
}
