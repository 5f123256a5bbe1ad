/**
 * Names for account events (docs/facts/whatsapp-cloud.md#account-events): those of Meta's webhook fields in an
 * `account` event, and those of the values in them. Other names stay Meta's, in camelCase. The values themselves
 * (`APPROVED`, `GREEN`, `TIER_2K`) stay Meta's own, because Meta's pages explain them.
 */
export interface AccountField {
	type: string;
	/** Our names by Meta's. */
	names: Readonly<Record<string, string>>;
}

/** Names that mean the same in every field. */
export const COMMON_NAMES: Readonly<Record<string, string>> = {
	message_template_id: 'templateId',
	message_template_name: 'templateName',
	message_template_language: 'language',
	message_template_category: 'category',
	display_phone_number: 'phone',
	// `type` is the kind of the event.
	type: 'subtype',
};

export const ACCOUNT_FIELDS: ReadonlyMap<string, AccountField> = new Map<string, AccountField>([
	['message_template_status_update', { type: 'templateStatus', names: { event: 'status' } }],
	[
		'message_template_quality_update',
		{
			type: 'templateQuality',
			names: { previous_quality_score: 'previousQuality', new_quality_score: 'quality' },
		},
	],
	[
		'message_template_components_update',
		{
			type: 'templateContent',
			names: {
				message_template_title: 'header',
				message_template_element: 'body',
				message_template_footer: 'footer',
				message_template_buttons: 'buttons',
			},
		},
	],
	[
		'template_category_update',
		{
			// Comes twice: a day before, while `new_category` is still the present one, and at the change itself.
			type: 'templateCategory',
			names: {
				new_category: 'category',
				correct_category: 'nextCategory',
				category_update_timestamp: 'changesAt',
			},
		},
	],
	[
		'phone_number_quality_update',
		{
			type: 'phoneNumberQuality',
			names: {
				max_daily_conversations_per_business: 'messagingLimit',
				current_limit: 'messagingLimit',
				old_limit: 'previousMessagingLimit',
			},
		},
	],
	[
		'phone_number_name_update',
		{
			type: 'phoneNumberName',
			names: { requested_verified_name: 'requestedName', rejection_reason: 'reason' },
		},
	],
	[
		'business_capability_update',
		{
			type: 'businessCapability',
			names: {
				max_daily_conversations_per_business: 'messagingLimit',
				max_daily_conversation_per_phone: 'messagingLimit',
				max_phone_numbers_per_business: 'maxPhoneNumbers',
				max_phone_numbers_per_waba: 'maxPhoneNumbers',
			},
		},
	],
	['account_review_update', { type: 'accountReview', names: {} }],
	[
		'account_alerts',
		{
			type: 'accountAlert',
			names: {
				alert_severity: 'severity',
				alert_status: 'status',
				alert_type: 'alert',
				alert_description: 'description',
			},
		},
	],
	['account_update', { type: 'accountUpdate', names: {} }],
	['account_settings_update', { type: 'accountSettings', names: {} }],
	['business_username_updates', { type: 'businessUsername', names: {} }],
	['user_id_update', { type: 'contactChangedUserId', names: {} }],
	['security', { type: 'security', names: {} }],
]);

/** Old conversations and address books that Meta transfers once, in megabytes. The event says only that they came. */
export const BULK_FIELDS: ReadonlySet<string> = new Set(['history', 'smb_app_state_sync']);
