CREATE TABLE `calendar_feeds` (
	`user_id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`with_done` integer NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_token_hash_unique` ON `calendar_feeds` (`token_hash`);--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `removed` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `added` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `plan_changes` ADD `plan_before` text;--> statement-breakpoint
ALTER TABLE `planned_runs` ADD `seconds` real;--> statement-breakpoint
ALTER TABLE `planned_runs` ADD `is_matched_by_hand` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `planned_runs` ADD `run_source` text;--> statement-breakpoint
ALTER TABLE `planned_runs` ADD `run_hash` text;--> statement-breakpoint
ALTER TABLE `planned_runs` ADD `updated_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `plans` ADD `weekdays` text;--> statement-breakpoint
ALTER TABLE `plans` ADD `level` text;--> statement-breakpoint
ALTER TABLE `plans` ADD `vdot` real;--> statement-breakpoint
ALTER TABLE `run_details` ADD `fast_share` real;