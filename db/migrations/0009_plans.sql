CREATE TABLE `plan_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`user_id` text NOT NULL,
	`before` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `plan_changes_plan` ON `plan_changes` (`plan_id`,`id`);--> statement-breakpoint
CREATE TABLE `planned_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`user_id` text NOT NULL,
	`date` text NOT NULL,
	`kind` text NOT NULL,
	`meters` real NOT NULL,
	`fast_meters` real NOT NULL,
	`pace_slow` real,
	`pace_fast` real,
	`is_skipped` integer DEFAULT false NOT NULL,
	`note` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `planned_runs_plan` ON `planned_runs` (`plan_id`,`date`);--> statement-breakpoint
CREATE INDEX `planned_runs_user` ON `planned_runs` (`user_id`,`date`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`goal` text NOT NULL,
	`race_date` text NOT NULL,
	`start_date` text NOT NULL,
	`weeks` integer NOT NULL,
	`mode` text NOT NULL,
	`state` text NOT NULL,
	`request` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plans_followed` ON `plans` (`user_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `plans_user` ON `plans` (`user_id`,`created_at`);