import { type JSX, useState } from 'react';
import type { SnapshotVerification } from '../../../shared/wire/snapshots.ts';
import { verifySnapshot } from '../../api/snapshots.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { type Around, momentWords, refusalWords } from './words.ts';

type Check =
  | { readonly state: 'none' }
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly result: SnapshotVerification }
  | { readonly state: 'failed'; readonly what: string };

/** Reads the file again on the server and says, in words and shape, whether it is what was recorded. */
export function VerifyPart({ id, around }: { id: string; around: Around }): JSX.Element {
  const text = useText();
  const [check, setCheck] = useState<Check>({ state: 'none' });
  const verify = async () => {
    setCheck({ state: 'running' });
    try {
      setCheck({ state: 'done', result: await verifySnapshot(id) });
    } catch (error) {
      const known = error instanceof Error ? error : new Error(String(error));
      setCheck({ state: 'failed', what: refusalWords(known, text, around) });
    }
  };
  return (
    <div className="snap-verify">
      <button type="button" className="button" disabled={check.state === 'running'} onClick={verify}>
        {text('snapshot-screen.verify')}
      </button>
      <div role="status">
        <Result check={check} timeZone={around.timeZone} />
      </div>
    </div>
  );
}

function Result({ check, timeZone }: { check: Check; timeZone: string }) {
  const text = useText();
  if (check.state === 'none' || check.state === 'running') {
    return (
      <p className="snap-verdict quiet">
        <StateShape severity="unknown" decorative />{' '}
        {text(check.state === 'none' ? 'snapshot-screen.not-verified' : 'snapshot-screen.verifying')}
      </p>
    );
  }
  if (check.state === 'failed') {
    return (
      <p className="snap-verdict">
        <StateShape severity="unknown" decorative /> {text('snapshot-screen.verify-failed', { what: check.what })}
      </p>
    );
  }
  const { ok, problem, sha256, computed, recorded, chain, checkedAt } = check.result;
  const why = problem === null ? text('snapshot-screen.chain-broken') : text(`snapshot-screen.problem.${problem}`);
  const hashes = [
    ['said', sha256],
    ['computed', computed],
    ['recorded', recorded],
  ] as const;
  return (
    <>
      <p className={ok ? 'snap-verdict intact' : 'snap-verdict broken'}>
        <StateShape severity={ok ? 'normal' : 'critical'} decorative />{' '}
        {ok ? text('snapshot-screen.verified') : text('snapshot-screen.broken', { why })}
      </p>
      <dl className="snap-facts">
        {hashes.map(([name, hash]) => (
          <div key={name}>
            <dt>{text(`snapshot-screen.${name}`)}</dt>
            <dd>
              <code title={hash ?? undefined}>{hash === null ? '–' : `${hash.slice(0, 20)}…`}</code>
            </dd>
          </div>
        ))}
        {chain !== null && (
          <div>
            <dt>{text('snapshot-screen.chain')}</dt>
            <dd>{text(chain ? 'snapshot-screen.chain-whole' : 'snapshot-screen.chain-broken')}</dd>
          </div>
        )}
      </dl>
      <p className="snap-note">{text('snapshot-screen.checked-at', { moment: momentWords(checkedAt, timeZone) })}</p>
    </>
  );
}
