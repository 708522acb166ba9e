// What opens on the fleet. Where a menu's button stands from the first, it stands alone until the menu has come.
import type { ComponentProps, ReactNode } from 'react';
import { Later, LaterCode } from '../../components/later.tsx';
import type { FilterJobs as Jobs } from '../jobs/filter-jobs.tsx';
import type { AccountChoice as Accounts } from './account-choice.tsx';
import type { FleetChoices as Choices } from './fleet-choices.tsx';
import type { AddInstance as Adding } from './instance-dialog.tsx';
import type { SelectionBar as Selected } from './selection-bar.tsx';

const adding = new LaterCode(() => import('./instance-dialog.tsx').then((module) => module.AddInstance));
const selected = new LaterCode(() => import('./selection-bar.tsx').then((module) => module.SelectionBar));
const jobs = new LaterCode(() => import('../jobs/filter-jobs.tsx').then((module) => module.FilterJobs));
const more = new LaterCode<object>(() => import('../jobs/fleet-menu.tsx').then((module) => module.FleetMenu));
const columns = new LaterCode<object>(() => import('./columns-menu.tsx').then((module) => module.ColumnsMenu));
const choices = new LaterCode(() => import('./fleet-choices.tsx').then((module) => module.FleetChoices));
const accounts = new LaterCode(() => import('./account-choice.tsx').then((module) => module.AccountChoice));

export const AddInstance = (props: ComponentProps<typeof Adding>) => <Later code={adding} props={props} />;
export const SelectionBar = (props: ComponentProps<typeof Selected>) => <Later code={selected} props={props} />;
export const FilterJobs = (props: ComponentProps<typeof Jobs>) => <Later code={jobs} props={props} />;

type Meanwhile = { meanwhile: ReactNode };
export const FleetMenu = ({ meanwhile }: Meanwhile) => <Later code={more} props={{}} meanwhile={meanwhile} />;
export const ColumnsMenu = ({ meanwhile }: Meanwhile) => <Later code={columns} props={{}} meanwhile={meanwhile} />;
export const FleetChoices = ({ meanwhile, ...props }: ComponentProps<typeof Choices> & Meanwhile) => (
  <Later code={choices} props={props} meanwhile={meanwhile} />
);
export const AccountChoice = (props: ComponentProps<typeof Accounts> & { children: ReactNode }) => (
  <Later code={accounts} props={props} meanwhile={props.children} />
);

export const laterFleetParts = [adding, selected, jobs, more, columns, choices, accounts];
