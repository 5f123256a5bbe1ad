import type { MessageLimits } from './capabilities';
import {
	checkCount,
	checkLink,
	checkRequiredText,
	checkText,
	checkUnique,
	type LimitViolation,
} from './limit-checks';
import { checkMedia } from './limits-media';
import type {
	ButtonsMessage,
	FormMessage,
	LinkButtonMessage,
	ListMessage,
	LocationRequestMessage,
	MessageHeader,
} from './outbound-message';

/** Checks whether a channel accepts an interactive message. */
export function checkInteractive(
	message: ButtonsMessage | ListMessage | LinkButtonMessage | FormMessage | LocationRequestMessage,
	limits: MessageLimits,
): LimitViolation[] {
	const bodyCharacters =
		message.type === 'list' ? limits.list?.bodyCharacters : limits.interactive?.bodyCharacters;
	const body = checkRequiredText('text', message.text, 'The text', bodyCharacters);
	if (message.type === 'locationRequest') return body;
	return [
		...(message.header ? checkHeader(message.header, limits) : []),
		...body,
		...checkText(
			'footer',
			message.footer,
			'The footer',
			limits.interactive?.footerCharacters,
			'footerTooLong',
		),
		...checkAction(message, limits),
	];
}

function checkAction(
	message: ButtonsMessage | ListMessage | LinkButtonMessage | FormMessage,
	limits: MessageLimits,
): LimitViolation[] {
	switch (message.type) {
		case 'buttons':
			return checkButtons(message, limits);
		case 'list':
			return checkList(message, limits);
		case 'linkButton':
			return [
				...checkRequiredText(
					'title',
					message.title,
					'The title of the button',
					limits.linkButton?.titleCharacters,
					'buttonTitleTooLong',
				),
				...checkLink('url', message.url, 'The address of the button'),
			];
		case 'form':
			return [
				...checkRequiredText(
					'buttonText',
					message.buttonText,
					'The title of the button',
					limits.form?.buttonTextCharacters,
					'buttonTitleTooLong',
				),
				...checkRequiredText('formId', message.formId, 'The id of the form'),
			];
	}
}

function checkHeader(header: MessageHeader, limits: MessageLimits): LimitViolation[] {
	return header.type === 'text'
		? checkRequiredText(
				'header.text',
				header.text,
				'The header',
				limits.interactive?.headerCharacters,
				'headerTooLong',
			)
		: checkMedia('header.media', header.type, header.media, limits);
}

function checkButtons({ buttons }: ButtonsMessage, limits: MessageLimits): LimitViolation[] {
	const words = { many: 'buttons', tooMany: 'tooManyButtons', none: 'missingButtons' };
	const ids = buttons.map(({ id }, index) => ({ path: `buttons[${index}].id`, value: id }));
	const titles = buttons.map(({ title }, index) => ({
		path: `buttons[${index}].title`,
		value: title,
	}));
	return [
		...checkCount('buttons', buttons.length, words, limits.buttons?.count),
		...ids.flatMap(({ path, value }, index) =>
			checkRequiredText(
				path,
				value,
				`The id of button ${index + 1}`,
				limits.buttons?.idCharacters,
				'buttonIdTooLong',
			),
		),
		...checkUnique(ids, 'The id of a button', 'duplicateButtonId'),
		...titles.flatMap(({ path, value }, index) =>
			checkRequiredText(
				path,
				value,
				`The title of button ${index + 1}`,
				limits.buttons?.titleCharacters,
				'buttonTitleTooLong',
			),
		),
		...checkUnique(titles, 'The title of a button', 'duplicateButtonTitle'),
	];
}

function checkList(message: ListMessage, limits: MessageLimits): LimitViolation[] {
	const { sections, header } = message;
	const limit = limits.list;
	const allRows = sections.flatMap((section, index) =>
		section.rows.map((row, position) => ({
			path: `sections[${index}].rows[${position}]`,
			row,
		})),
	);
	const sectionWords = { many: 'sections', tooMany: 'tooManySections', none: 'missingSections' };
	const rowWords = { many: 'rows', tooMany: 'tooManyRows', none: 'missingRows' };
	return [
		...(header && limit?.headers && !limit.headers.includes(header.type)
			? [HEADER_NOT_ALLOWED]
			: []),
		...checkRequiredText(
			'buttonText',
			message.buttonText,
			'The title of the button',
			limit?.buttonTextCharacters,
			'buttonTitleTooLong',
		),
		...checkCount('sections', sections.length, sectionWords, limit?.sections),
		...sections.flatMap((section, index) => [
			...checkSectionTitle(index, section.title, sections.length, limit?.sectionTitleCharacters),
			...checkCount(`sections[${index}].rows`, section.rows.length, rowWords),
		]),
		...(allRows.length > 0 ? checkCount('sections', allRows.length, rowWords, limit?.rows) : []),
		...allRows.flatMap(({ path, row }, index) => [
			...checkRequiredText(
				`${path}.id`,
				row.id,
				`The id of row ${index + 1}`,
				limit?.rowIdCharacters,
				'rowIdTooLong',
			),
			...checkRequiredText(
				`${path}.title`,
				row.title,
				`The title of row ${index + 1}`,
				limit?.rowTitleCharacters,
				'rowTitleTooLong',
			),
			...checkText(
				`${path}.description`,
				row.description,
				`The description of row ${index + 1}`,
				limit?.rowDescriptionCharacters,
				'rowDescriptionTooLong',
			),
		]),
		...checkUnique(
			allRows.map(({ path, row }) => ({ path: `${path}.id`, value: row.id })),
			'The id of a row',
			'duplicateRowId',
		),
	];
}

const HEADER_NOT_ALLOWED: LimitViolation = {
	code: 'headerNotAllowed',
	path: 'header',
	reason: 'A list cannot have a file above its text.',
	remedy: 'Use a text header, or send the file as a separate message before the list.',
};

function checkSectionTitle(
	index: number,
	title: string | undefined,
	sections: number,
	maximum: number | undefined,
): LimitViolation[] {
	const path = `sections[${index}].title`;
	if (title?.trim() || sections === 1) {
		return checkText(path, title, 'The title of a section', maximum, 'sectionTitleTooLong');
	}
	return [
		{
			code: 'missingSectionTitle',
			path,
			reason: 'With more than one section, each needs a title.',
			remedy: 'Give this section a title, or put all rows into one section.',
		},
	];
}
