// The English catalogue. Its shape is what every other language has to fill.
import { activity, compare } from './en/activity.ts';
import { alerts } from './en/alerts.ts';
import { configuration, proxy, updatePlan } from './en/configuration.ts';
import { demonstration } from './en/demonstration.ts';
import { diagnostics } from './en/diagnostics.ts';
import { instanceDialog, problems, refusal } from './en/dialogs.ts';
import { failures, history } from './en/failures.ts';
import { faults } from './en/faults.ts';
import { firstRun, fleet, frame, settings } from './en/fleet.ts';
import { imports } from './en/import.ts';
import { clocks, guard, instance, summary } from './en/instance.ts';
import { jobs } from './en/jobs.ts';
import { offline } from './en/offline.ts';
import { palette, shortcuts } from './en/palette.ts';
import { planner } from './en/planner.ts';
import { servers } from './en/servers.ts';
import { timeline } from './en/timeline.ts';
import { verdict } from './en/verdict.ts';
import type { Formats, TimeWords } from './formats.ts';

export const englishTime: TimeWords = {
  underAMinute: 'under 1 min',
  ago: (span) => `${span} ago`,
  ahead: (span) => `in ${span}`,
};

export const en = (f: Formats) => ({
  frame: frame(f),
  fleet: fleet(f),
  firstRun,
  settings,
  palette: palette(f),
  shortcuts,
  servers: servers(f),
  alerts: alerts(f),
  timeline: timeline(f),
  planner: planner(f),
  faults: faults(f),
  demonstration: demonstration(f),
  offline,
  activity: activity(f),
  compare: compare(f),
  verdict: verdict(f),
  instance: instance(f),
  clocks: clocks(f),
  summary: summary(f),
  guard: guard(f),
  jobs: jobs(f),
  imports: imports(f),
  configuration: configuration(f),
  proxy,
  updatePlan: updatePlan(f),
  failures: failures(f),
  history: history(f),
  diagnostics: diagnostics(f),
  dialog: instanceDialog,
  problems: problems(f),
  refusal,
});
export type Texts = ReturnType<typeof en>;
