import { expect, test } from 'vitest';
import { shownBy } from '../../../client/state/desktop-notification.ts';

test('simulated alarms are shown only where somebody asks for them', () => {
  const alarms = [{ simulated: true }, { simulated: false }];
  expect(shownBy('off', alarms)).toEqual([]);
  expect(shownBy('real', alarms)).toEqual([{ simulated: false }]);
  expect(shownBy('simulated', alarms)).toEqual(alarms);
});
