CREATE TABLE `mail_choices` (
	`user_id` text PRIMARY KEY NOT NULL,
	`cadence` text DEFAULT 'weekly' NOT NULL,
	`weekday` integer DEFAULT 1 NOT NULL,
	`hour` integer DEFAULT 6 NOT NULL,
	`without` text DEFAULT '[]' NOT NULL,
	`next_period` text DEFAULT '' NOT NULL,
	`next_at` integer,
	`chosen_at` integer NOT NULL,
	`slowed_for` text,
	`stopped_at` integer,
	`stopped_by` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mail_choices_due` ON `mail_choices` (`next_at`);--> statement-breakpoint
ALTER TABLE `mails` ADD `about` text;--> statement-breakpoint
INSERT INTO `mail_choices` (`user_id`, `next_at`, `chosen_at`) SELECT `id`, 0, `created_at` FROM `users` WHERE `email_confirmed_at` IS NOT NULL;
