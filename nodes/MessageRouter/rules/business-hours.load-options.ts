import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { listHolidayPlaces } from '../../../routing/holidays';

/** Lists of Route By Business Hours: time zones, and the places whose holidays are known. */

const NONE: INodePropertyOptions = { name: 'None', value: '' };

export const loadOptions = {
	async getTimeZones(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const workflow = { name: 'Same as the Workflow', value: '' };
		const named = Intl.supportedValuesOf('timeZone').map((zone) => ({ name: zone, value: zone }));
		return [workflow, ...named];
	},

	async getHolidayCountries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return placeOptions(listHolidayPlaces());
	},

	async getHolidayStates(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const country = current(this, 'holidayCountry');
		return country ? placeOptions(listHolidayPlaces(country)) : [NONE];
	},

	async getHolidayRegions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const country = current(this, 'holidayCountry');
		const state = current(this, 'holidayState');
		return country && state ? placeOptions(listHolidayPlaces(country, state)) : [NONE];
	},
};

function current(context: ILoadOptionsFunctions, name: string): string {
	const value = context.getCurrentNodeParameter(name);
	return typeof value === 'string' ? value : '';
}

function placeOptions(places: Record<string, string>): INodePropertyOptions[] {
	const options = Object.entries(places).map(([value, name]) => ({ name, value }));
	return [NONE, ...options.sort((a, b) => a.name.localeCompare(b.name, 'en'))];
}
