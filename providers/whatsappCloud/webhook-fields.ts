/**
 * The webhook fields that the trigger can read (docs/facts/whatsapp-cloud.md#account-events), in two groups: Meta
 * refuses a whole subscription for one name that it does not offer to an app. So the second group may be left out.
 */

/** Offered to every WhatsApp app. Without `messages` neither messages nor statuses arrive. */
export const CORE_WEBHOOK_FIELDS = [
	'messages',
	'user_preferences',
	'message_template_status_update',
	'message_template_quality_update',
	'template_category_update',
	'phone_number_name_update',
	'phone_number_quality_update',
	'business_capability_update',
	'account_review_update',
	'account_update',
	'security',
] as const;

/** Newer fields, and fields of numbers that are also used in the WhatsApp Business app or with Meta's own agent. */
export const OPTIONAL_WEBHOOK_FIELDS = [
	'account_alerts',
	'message_template_components_update',
	'smb_message_echoes',
	'message_echoes',
	'standby',
	'messaging_handovers',
] as const;

export const WEBHOOK_FIELDS: readonly string[] = [
	...CORE_WEBHOOK_FIELDS,
	...OPTIONAL_WEBHOOK_FIELDS,
];
